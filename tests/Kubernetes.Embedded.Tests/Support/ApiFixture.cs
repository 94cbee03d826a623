using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace MeshActors.Kubernetes.Embedded.Tests.Support;

/// <summary>A running API server for the tests of one class, and plain HTTP access to it as its admin.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("api-").FullName;

    public EmbeddedApiServer Server { get; } = new(new EmbeddedApiServerOptions { PlainPort = 0 });

    public HttpClient Http { get; } = new();

    public string KubeConfig => Path.Combine(_folder, "kubeconfig");

    public string Folder => _folder;

    public async Task InitializeAsync()
    {
        await Server.StartAsync();
        Server.WriteKubeConfig(KubeConfig);
        Http.BaseAddress = Server.PlainAddress;
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public Task<Answer> GetAsync(string path, string? accept = null) => SendAsync(HttpMethod.Get, path, null, null, accept);

    public Task<Answer> PostAsync(string path, string body) => SendAsync(HttpMethod.Post, path, body, "application/json");

    public Task<Answer> PutAsync(string path, JsonNode body) => SendAsync(HttpMethod.Put, path, body.ToJsonString(), "application/json");

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null, null);

    public Task<Answer> PatchAsync(string path, string type, string body) => SendAsync(HttpMethod.Patch, path, body, $"application/{type}");

    public Task<Answer> ApplyAsync(string path, string manager, string body, bool force = false)
        => PatchAsync($"{path}?fieldManager={manager}&force={(force ? "true" : "false")}", "apply-patch+yaml", body);

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? body, string? type, string? accept = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type!);
        }

        request.Headers.Accept.ParseAdd(accept ?? "application/json");
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var warnings = response.Headers.TryGetValues("Warning", out var values) ? values.ToList() : [];
        return new Answer((int)response.StatusCode, JsonNode.Parse(text)!.AsObject(), warnings);
    }

    /// <summary>A namespace of the test's own.</summary>
    public async Task<string> NamespaceAsync(string name)
    {
        (await PostAsync("/api/v1/namespaces", $$$"""{"metadata":{"name":"{{{name}}}"}}""")).Code.ShouldBe(201);
        return name;
    }
}
