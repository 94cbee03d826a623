using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Store;
using Microsoft.AspNetCore.Http;

namespace MeshActors.Kubernetes.Embedded.Auth;

/// <summary>Finds out who makes a request: by client certificate, by the admin's token, or by a service account's token.</summary>
internal sealed class Authenticator(CertificateAuthority ca, TokenIssuer tokens, string adminToken, ObjectStore store, bool trustsAnonymous)
{
    private const string Bearer = "Bearer ";

    private readonly byte[] _adminToken = Encoding.UTF8.GetBytes(adminToken);

    /// <exception cref="ApiException">The credentials are present and wrong, or absent where they are needed (401).</exception>
    public ApiUser Authenticate(HttpContext context)
    {
        if (context.Connection.ClientCertificate is { } certificate)
        {
            return ca.Trusts(certificate) ? FromCertificate(certificate) : throw ApiException.Unauthorized();
        }

        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return FromToken(header[Bearer.Length..].Trim(), [TokenIssuer.DefaultAudience])?.User ?? throw ApiException.Unauthorized();
        }

        return trustsAnonymous ? new ApiUser("admin", [ApiUser.MastersGroup, "system:authenticated"]) : ApiUser.Anonymous;
    }

    /// <summary>The user of a token and those of the wanted audiences that it is for, or null where it is not valid.</summary>
    public (ApiUser User, IReadOnlyList<string> Audiences)? FromToken(string token, IReadOnlyList<string> audiences)
    {
        if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), _adminToken))
        {
            return (new ApiUser("admin", [ApiUser.MastersGroup, "system:authenticated"]), audiences);
        }

        if (tokens.Verify(token) is not { } claims || claims.Text("sub")?.Split(':') is not ["system", "serviceaccount", var ns, var name])
        {
            return null;
        }

        var granted = claims.List("aud")?.Select(a => a.AsText() ?? "").Where(audiences.Contains).ToList() ?? [];
        if (granted.Count == 0 || !IsAlive(claims, ns, name, out var uid))
        {
            return null;
        }

        var extra = new Dictionary<string, IReadOnlyList<string>>();
        if (claims.Map("kubernetes.io")?.Map("pod") is { } pod)
        {
            extra["authentication.kubernetes.io/pod-name"] = [pod.Text("name") ?? ""];
            extra["authentication.kubernetes.io/pod-uid"] = [pod.Text("uid") ?? ""];
        }

        var user = new ApiUser($"system:serviceaccount:{ns}:{name}", ["system:serviceaccounts", $"system:serviceaccounts:{ns}", "system:authenticated"]) { Uid = uid, Extra = extra };
        return (user, granted);
    }

    /// <summary>A token dies with its service account and with the object that it is bound to.</summary>
    private bool IsAlive(JsonObject claims, string ns, string name, out string uid)
    {
        uid = "";
        if (store.State.Find(WellKnown.ServiceAccounts, new StoreKey(ns, name)) is not { } account)
        {
            return false;
        }

        uid = account.Uid;
        var bound = claims.Map("kubernetes.io");
        return bound?.Map("serviceaccount")?.Text("uid") is not { } wanted
            ? true
            : wanted == account.Uid && IsBound(bound.Map("pod"), WellKnown.Pods, ns) && IsBound(bound.Map("secret"), WellKnown.Secrets, ns);
    }

    private bool IsBound(JsonObject? reference, ResourceId resource, string ns)
        => reference is null || store.State.Find(resource, new StoreKey(ns, reference.Text("name") ?? ""))?.Uid == reference.Text("uid");

    private static ApiUser FromCertificate(X509Certificate2 certificate)
    {
        var groups = new List<string>();
        var name = "";
        foreach (var part in certificate.SubjectName.EnumerateRelativeDistinguishedNames())
        {
            switch (part.GetSingleElementType().Value)
            {
                case "2.5.4.3":
                    name = part.GetSingleElementValue() ?? "";
                    break;
                case "2.5.4.10":
                    groups.Add(part.GetSingleElementValue() ?? "");
                    break;
            }
        }

        groups.Add("system:authenticated");
        return new ApiUser(name, groups);
    }
}
