using MeshActors.Kubernetes.Embedded.Api;
using Microsoft.AspNetCore.Http;

namespace MeshActors.Kubernetes.Embedded.Auth;

/// <summary>Acting as another user (<c>kubectl --as</c>), for those who may.</summary>
internal static class Impersonation
{
    /// <exception cref="ApiException">The user may not impersonate (403).</exception>
    public static ApiUser Apply(ApiUser user, IHeaderDictionary headers, RbacAuthorizer authorizer)
    {
        if (headers["Impersonate-User"].ToString() is not { Length: > 0 } name)
        {
            return user;
        }

        if (!authorizer.Allows(user, new AccessRequest("impersonate", "", "users", "", "", name), out _))
        {
            throw ApiException.Forbidden($"users \"{name}\" is forbidden: User \"{user.Name}\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope");
        }

        var groups = headers["Impersonate-Group"].Select(g => g ?? "").ToList();
        if (name.Split(':') is ["system", "serviceaccount", var ns, _])
        {
            groups.AddRange(["system:serviceaccounts", $"system:serviceaccounts:{ns}"]);
        }

        groups.Add("system:authenticated");
        return new ApiUser(name, groups);
    }
}
