using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Http;
using MeshActors.Kubernetes.Embedded.Kinds;
using Microsoft.AspNetCore.Http;

namespace MeshActors.Kubernetes.Embedded.OpenApi;

/// <summary>Answers <c>/openapi/v2</c> and <c>/openapi/v3</c>.</summary>
internal sealed class OpenApiEndpoint(CatalogHolder catalog)
{
    /// <summary>Clients ask for "spec.v2@v1.0"; the at sign is no token of a media type and Go refuses it in an answer.</summary>
    private const string Version2Protobuf = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";
    private const string Version3Root = "/openapi/v3";

    private volatile OpenApiDocuments _documents = new(catalog.Current);

    /// <returns>False where the path is none of OpenAPI's.</returns>
    public async Task<bool> TryRunAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (path == "/openapi/v2")
        {
            var protobuf = context.Request.Headers.Accept.ToString().Contains("+protobuf", StringComparison.Ordinal);
            await (protobuf
                ? Responses.WriteAsync(context, 200, Current().Version2Protobuf(), Version2Protobuf)
                : Responses.WriteAsync(context, 200, Current().Version2Json())).ConfigureAwait(false);
            return true;
        }

        if (path is Version3Root or Version3Root + "/")
        {
            await Responses.WriteAsync(context, 200, Current().Index()).ConfigureAwait(false);
            return true;
        }

        if (!path.StartsWith(Version3Root + "/", StringComparison.Ordinal) || Current().Version3(path[(Version3Root.Length + 1)..]) is not { } document)
        {
            return false;
        }

        var accept = context.Request.Headers.Accept.ToString();
        if (accept.Length > 0 && !accept.Contains("json", StringComparison.Ordinal) && !accept.Contains("*/*", StringComparison.Ordinal))
        {
            throw ApiException.NotAcceptable("only the following media types are accepted: application/json");
        }

        await Responses.WriteAsync(context, 200, document).ConfigureAwait(false);
        return true;
    }

    private OpenApiDocuments Current()
    {
        var documents = _documents;
        if (documents.Catalog != catalog.Current)
        {
            _documents = documents = new OpenApiDocuments(catalog.Current);
        }

        return documents;
    }
}
