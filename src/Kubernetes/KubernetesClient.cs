using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MeshActors.Kubernetes.Configuration;

namespace MeshActors.Kubernetes;

/// <summary>A client of one API server over HTTP. Making it does no I/O; it is safe for use by many at once.</summary>
public sealed class KubernetesClient(ClusterConnection connection, TimeProvider time, KubernetesClientOptions? options = null)
    : IKubernetesClient, IDisposable
{
    private readonly ApiTransport _transport = new(connection, time, (options ?? new KubernetesClientOptions()).RequestLimit);

    public async Task<KubernetesObject> GetAsync(
        ResourceType type, string? @namespace, string name, CancellationToken cancellationToken)
    {
        var action = ApiRequest.Describe("get", type, @namespace, name);
        return await SendForObjectAsync(new ApiRequest(action, HttpMethod.Get, type.Path(@namespace, name)), type, cancellationToken);
    }

    public async Task<ObjectList> ListAsync(ResourceType type, ListOptions options, CancellationToken cancellationToken)
    {
        var query = new QueryString()
            .Add("labelSelector", options.LabelSelector)
            .Add("fieldSelector", options.FieldSelector)
            .Add("limit", options.Limit > 0 ? options.Limit.ToString(CultureInfo.InvariantCulture) : null)
            .Add("continue", options.Continue)
            .Add("resourceVersion", options.ResourceVersion)
            .Add("resourceVersionMatch", options.ResourceVersionMatch);
        var action = ApiRequest.Describe("list", type, options.Namespace, null);
        var body = await _transport.SendAsync(
            new ApiRequest(action, HttpMethod.Get, type.Path(options.Namespace) + query), cancellationToken);
        return Parse(action, body, bytes => ObjectListReader.Read(type, bytes));
    }

    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new QueryString()
            .Add("watch", true)
            .Add("allowWatchBookmarks", options.AllowBookmarks)
            .Add("labelSelector", options.LabelSelector)
            .Add("fieldSelector", options.FieldSelector)
            .Add("resourceVersion", options.ResourceVersion)
            .Add("timeoutSeconds", options.Timeout is { } limit ? ((long)limit.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null);
        var action = ApiRequest.Describe("watch", type, options.Namespace, null);
        var request = new ApiRequest(action, HttpMethod.Get, type.Path(options.Namespace) + query);
        using var response = await _transport.OpenAsync(request, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var change in WatchStream.ReadAsync(type, body, action, cancellationToken))
        {
            yield return change;
        }
    }

    public async Task<KubernetesObject> CreateAsync(
        ResourceType type,
        string? @namespace,
        ReadOnlyMemory<byte> json,
        WriteOptions options,
        CancellationToken cancellationToken,
        string? name = null)
    {
        var action = ApiRequest.Describe("create", type, @namespace, name);
        var path = type.Path(@namespace, name, options.Subresource) + WriteQuery(options);
        return await SendForObjectAsync(new ApiRequest(action, HttpMethod.Post, path) { Body = json }, type, cancellationToken);
    }

    public async Task<KubernetesObject> UpdateAsync(
        ResourceType type,
        string? @namespace,
        string name,
        ReadOnlyMemory<byte> json,
        WriteOptions options,
        CancellationToken cancellationToken)
    {
        var action = ApiRequest.Describe("update", type, @namespace, name);
        var path = type.Path(@namespace, name, options.Subresource) + WriteQuery(options);
        return await SendForObjectAsync(new ApiRequest(action, HttpMethod.Put, path) { Body = json }, type, cancellationToken);
    }

    public async Task<KubernetesObject> PatchAsync(
        ResourceType type,
        string? @namespace,
        string name,
        Patch patch,
        WriteOptions options,
        CancellationToken cancellationToken)
    {
        var action = ApiRequest.Describe("patch", type, @namespace, name);
        var path = type.Path(@namespace, name, options.Subresource) + WriteQuery(options).Add("force", options.Force);
        var request = new ApiRequest(action, HttpMethod.Patch, path) { Body = patch.Body, MediaType = patch.MediaType };
        return await SendForObjectAsync(request, type, cancellationToken);
    }

    public async Task DeleteAsync(
        ResourceType type, string? @namespace, string name, DeleteOptions options, CancellationToken cancellationToken)
    {
        var action = ApiRequest.Describe("delete", type, @namespace, name);
        var request = new ApiRequest(action, HttpMethod.Delete, type.Path(@namespace, name)) { Body = DeleteBody.Write(options) };
        await _transport.SendAsync(request, cancellationToken);
    }

    public Task<byte[]> GetRawAsync(string path, CancellationToken cancellationToken) =>
        _transport.SendAsync(new ApiRequest($"get {path}", HttpMethod.Get, path), cancellationToken);

    public void Dispose() => _transport.Dispose();

    private static QueryString WriteQuery(WriteOptions options) => new QueryString()
        .Add("fieldManager", options.FieldManager)
        .Add("fieldValidation", options.FieldValidation)
        .Add("dryRun", options.DryRun ? "All" : null);

    private async Task<KubernetesObject> SendForObjectAsync(
        ApiRequest request, ResourceType type, CancellationToken cancellationToken)
    {
        var body = await _transport.SendAsync(request, cancellationToken);
        return Parse(request.Action, body, bytes => KubernetesObject.Parse(type, bytes));
    }

    private static T Parse<T>(string action, byte[] body, Func<byte[], T> parse)
    {
        try
        {
            return parse(body);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            var status = new KubernetesStatus { Reason = KubernetesStatus.InvalidResponse, Code = 200, Message = error.Message };
            throw new KubernetesException(action, status, error);
        }
    }
}
