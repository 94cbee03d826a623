using System.Buffers;
using System.Text.Json;
using MeshActors.Kubernetes.Embedded.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MeshActors.Kubernetes.Embedded.Workloads.Pods;

/// <summary>Answers every request with who answers and what was asked. Once draining, it asks HTTP/1.1 clients to leave.</summary>
internal sealed class PodResponder(PodIdentity identity) : IHttpApplication<IFeatureCollection>
{
    private volatile bool _isDraining;

    public void Drain() => _isDraining = true;

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        // Required of every server; their absence is a bug of Kestrel's.
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        var response = context.GetRequiredFeature<IHttpResponseFeature>();
        var body = context.GetRequiredFeature<IHttpResponseBodyFeature>();
        response.StatusCode = StatusCodes.Status200OK;
        response.Headers.ContentType = "application/json";
        if (_isDraining && request.Protocol == "HTTP/1.1")
        {
            response.Headers.Connection = "close";
        }

        if (request.Method == "HEAD")
        {
            return;
        }

        var answer = new ArrayBufferWriter<byte>(1024);
        Write(answer, request);
        response.Headers.ContentLength = answer.WrittenCount;
        await body.Writer.WriteAsync(answer.WrittenMemory);
    }

    private void Write(ArrayBufferWriter<byte> answer, IHttpRequestFeature request)
    {
        using var json = new Utf8JsonWriter(answer, JsonBytes.WriterOptions);
        json.WriteStartObject();
        json.WriteString("pod", identity.Pod);
        json.WriteString("namespace", identity.Namespace);
        json.WriteString("workload", identity.Workload);
        json.WriteString("version", identity.Version);
        json.WriteString("serviceAccount", identity.ServiceAccount);
        json.WriteString("node", identity.Node);
        json.WriteString("ip", identity.Address.ToString());
        json.WriteString("method", request.Method);
        json.WriteString("path", request.Path);
        json.WriteString("query", request.QueryString);
        json.WriteString("protocol", request.Protocol);
        json.WriteStartObject("headers");
        foreach (var (name, values) in request.Headers)
        {
            json.WriteString(name.ToLowerInvariant(), values.ToString());
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
