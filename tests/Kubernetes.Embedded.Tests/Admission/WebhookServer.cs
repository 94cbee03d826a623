using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MeshActors.Kubernetes.Embedded.Tests.Admission;

/// <summary>A webhook over HTTPS that answers as a test tells it to and remembers what it was asked.</summary>
public sealed class WebhookServer : IAsyncDisposable
{
    private readonly CertificateAuthority _ca = CertificateAuthority.Open(null, TimeProvider.System);
    private WebApplication? _web;

    public ConcurrentQueue<JsonObject> Requests { get; } = [];

    /// <summary>Fills in the response to a request.</summary>
    public Action<JsonObject, JsonObject> Answer { get; set; } = (_, response) => response["allowed"] = true;

    public string CaBundle => Convert.ToBase64String(Encoding.ASCII.GetBytes(_ca.Pem));

    public IPEndPoint Address { get; private set; } = new(IPAddress.Loopback, 0);

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        var certificate = _ca.IssueServer(["hook.default.svc", "localhost"], [IPAddress.Loopback]);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(certificate)));
        _web = builder.Build();
        _web.Run(HandleAsync);
        await _web.StartAsync();
        var bound = _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Address = new IPEndPoint(IPAddress.Loopback, new Uri(bound).Port);
    }

    public async ValueTask DisposeAsync()
    {
        if (_web is not null)
        {
            await _web.DisposeAsync();
        }

        _ca.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var review = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        var request = review["request"]!.AsObject();
        if (request["userInfo"]!["username"]!.GetValue<string>() == "admin")
        {
            // The server's own controllers write too, at moments of their own.
            Requests.Enqueue(request);
        }

        var response = new JsonObject { ["uid"] = request["uid"]!.DeepClone() };
        Answer(request, response);
        await context.Response.WriteAsync(new JsonObject { ["apiVersion"] = "admission.k8s.io/v1", ["kind"] = "AdmissionReview", ["response"] = response }.ToJsonString());
    }
}
