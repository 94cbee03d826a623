using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Admission;

/// <summary>Sends reviews to webhooks over HTTPS, trusting the authority that each webhook's configuration carries.</summary>
internal sealed class WebhookCaller(Func<string, string, int, IPEndPoint?> resolve, TimeProvider clock) : IDisposable
{
    private const int MaxAnswerBytes = 3 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, HttpClient> _clients = new();

    /// <returns>The <c>response</c> of the answer.</returns>
    /// <exception cref="WebhookCallException">The webhook cannot be reached, times out, or answers something else.</exception>
    public async Task<JsonObject> CallAsync(Webhook hook, JsonObject review, CancellationToken cancellation)
    {
        var (address, connect) = AddressOf(hook.ClientConfig);
        var shown = new UriBuilder(address) { Query = $"timeout={hook.Timeout.TotalSeconds:0}s" }.Uri;
        using var limit = new CancellationTokenSource(hook.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, shown) { Content = new ByteArrayContent(JsonBytes.Encode(review)) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            using var answer = await Client(hook.ClientConfig.Text("caBundle") ?? "", connect).SendAsync(request, either.Token).ConfigureAwait(false);
            var bytes = await answer.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode)
            {
                throw new WebhookCallException($"Post \"{shown}\": the server answered {(int)answer.StatusCode}: {Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 200)))}");
            }

            return ResponseOf(review, bytes);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new WebhookCallException($"Post \"{shown}\": context deadline exceeded");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or CryptographicException)
        {
            throw new WebhookCallException($"Post \"{shown}\": {fault.Message}{(fault.InnerException is { } inner ? $": {inner.Message}" : "")}", fault);
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    private static JsonObject ResponseOf(JsonObject review, byte[] bytes)
    {
        JsonObject answer;
        try
        {
            answer = JsonBytes.DecodeObject(bytes);
        }
        catch (JsonException fault)
        {
            throw new WebhookCallException($"received invalid webhook response: {fault.Message}", fault);
        }

        var wanted = review.Map("request")!.Text("uid");
        if (answer.Map("response") is not { } response)
        {
            throw new WebhookCallException("received invalid webhook response: webhook response was absent");
        }

        return response.Text("uid") == wanted
            ? response
            : throw new WebhookCallException($"received invalid webhook response: expected response.uid=\"{wanted}\", got \"{response.Text("uid")}\"");
    }

    private (Uri Address, IPEndPoint? Connect) AddressOf(JsonObject config)
    {
        if (config.Text("url") is { } url)
        {
            return Uri.TryCreate(url, UriKind.Absolute, out var address) ? (address, null) : throw new WebhookCallException($"invalid url \"{url}\"");
        }

        var service = config.Map("service") ?? [];
        var (ns, name) = (service.Text("namespace") ?? "", service.Text("name") ?? "");
        var port = (int)(service.Whole("port") ?? 443);
        var connect = resolve(ns, name, port) ?? throw new WebhookCallException($"service \"{ns}/{name}\" port {port} has no reachable endpoint");
        return (new Uri($"https://{name}.{ns}.svc:{port}/{(service.Text("path") ?? "").TrimStart('/')}"), connect);
    }

    private HttpClient Client(string bundle, IPEndPoint? connect) => _clients.GetOrAdd($"{connect}|{bundle}", _ =>
    {
        var handler = new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1), UseProxy = false };
        if (bundle.Length > 0)
        {
            var roots = Roots(bundle);
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) => IsTrusted(certificate, chain, errors, roots);
        }

        if (connect is not null)
        {
            handler.ConnectCallback = async (context, cancellation) =>
            {
                var socket = new System.Net.Sockets.Socket(connect.AddressFamily, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await socket.ConnectAsync(connect, cancellation).ConfigureAwait(false);
                    return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            };
        }

        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxAnswerBytes };
    });

    private static X509Certificate2Collection Roots(string bundle)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPem(Encoding.ASCII.GetString(Convert.FromBase64String(bundle)));
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException)
        {
            throw new WebhookCallException($"unable to load root certificates of the webhook's caBundle: {fault.Message}", fault);
        }

        return roots.Count > 0 ? roots : throw new WebhookCallException("unable to load root certificates: unable to parse bytes as PEM block");
    }

    private static bool IsTrusted(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, X509Certificate2Collection roots)
    {
        if (certificate is not X509Certificate2 leaf || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return false;
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(roots);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.ExtraStore.AddRange(chain?.ChainPolicy.ExtraStore ?? []);
        return own.Build(leaf);
    }
}
