using System.Text.Json;
using Envoy.Admin.V3;
using MeshActors.Actors.Discovery.Connections;
using MeshActors.EnvoyApi;
using MeshActors.Translation;
using Microsoft.AspNetCore.Http;

namespace MeshActors.Host.Debugging.Proxies;

/// <summary>
/// <c>/debug/config_dump?proxyID=</c>: what a proxy is to hold, in the form of Envoy's own config dump; with <c>?types=</c> the
/// resources of some types only, as <c>edsz</c>, <c>ecdsz</c> and <c>ndsz</c> have them of one.
/// </summary>
internal static class ConfigDumpPages
{
    public static IReadOnlyList<DebugPage> All { get; } =
    [
        new("config_dump", "Configuration of ?proxyID= as Envoy dumps it; ?include_eds for endpoints too, ?types=cds,lds,… for some types only", WriteDumpAsync),
        new("edsz", "Endpoints of ?proxyID=, or of all proxies connected here", WriteEndpointsAsync),
        new("ecdsz", "Extension configuration of ?proxyID=", (request, json) => WriteTypesAsync(request, json, [XdsType.ExtensionConfig])),
        new("ndsz", "Name table of ?proxyID=", (request, json) => WriteTypesAsync(request, json, [XdsType.NameTable])),
    ];

    private static async Task WriteDumpAsync(DebugRequest request, Utf8JsonWriter json)
    {
        if (request.Value("types") is { } types)
        {
            await WriteTypesAsync(request, json, [.. types.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(TypeOf).Distinct()])
                .ConfigureAwait(false);
            return;
        }

        var held = await ProxyQuestions.FindAsync(request, ConfigDumps.Types).ConfigureAwait(false);
        EnvoyJson.Write(json, ConfigDumps.Of(held, withEndpoints: request.Query("include_eds") is not null));
    }

    private static async Task WriteTypesAsync(DebugRequest request, Utf8JsonWriter json, IReadOnlyList<XdsType> types)
    {
        var held = await ProxyQuestions.FindAsync(request, types).ConfigureAwait(false);
        Write(json, types.SelectMany(type => ConfigDumps.ResourcesOf(held, type)));
    }

    private static async Task WriteEndpointsAsync(DebugRequest request, Utf8JsonWriter json)
    {
        if (request.Value("proxyID") is not null)
        {
            await WriteTypesAsync(request, json, [XdsType.Endpoint]).ConfigureAwait(false);
            return;
        }

        // Proxies of one scope share their resources: each distinct one once.
        var all = await request.Sources.Connections.HeldAsync([XdsType.Endpoint], DebugSources.Patience).ConfigureAwait(false);
        Write(json, all.Where(held => request.MaySee(held.Connection.Node.Namespace)).SelectMany(held => held.Types.Values).SelectMany(type => type.Resources)
            .DistinctBy(resource => (resource.Name, resource.Version))
            .OrderBy(resource => resource.Name, StringComparer.Ordinal)
            .Select(Redaction.Of));
    }

    private static void Write(Utf8JsonWriter json, IEnumerable<Google.Protobuf.WellKnownTypes.Any> resources)
    {
        var dump = new ConfigDump();
        dump.Configs.AddRange(resources);
        EnvoyJson.Write(json, dump);
    }

    private static XdsType TypeOf(string name)
    {
        foreach (var type in Enum.GetValues<XdsType>())
        {
            if (name == XdsTypes.UrlOf(type) || name.Equals(DiscoveryMetrics.ShortName(type), StringComparison.OrdinalIgnoreCase))
            {
                return type;
            }
        }

        throw new DebugException(
            StatusCodes.Status400BadRequest,
            $"types: \"{name}\" is none of {string.Join(", ", Enum.GetValues<XdsType>().Select(DiscoveryMetrics.ShortName))}");
    }
}
