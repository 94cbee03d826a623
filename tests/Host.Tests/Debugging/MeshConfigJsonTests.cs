using System.Text;
using System.Text.Json;
using MeshActors.Host.Debugging.Settings;
using MeshActors.Mesh.Configuration;

namespace MeshActors.Host.Tests.Debugging;

/// <summary>The mesh configuration as <c>/debug/mesh</c> prints it.</summary>
public sealed class MeshConfigJsonTests
{
    private const string Configured = """
        {
          "outboundTrafficPolicy": {"mode": "REGISTRY_ONLY"},
          "connectTimeout": "2.5s",
          "enableAutoMtls": false,
          "accessLogEncoding": "JSON",
          "h2UpgradePolicy": "UPGRADE",
          "trustDomainAliases": ["old.example"],
          "meshMTLS": {"minProtocolVersion": "TLSV1_3"},
          "localityLbSetting": {"enabled": false},
          "defaultConfig": {"concurrency": 0, "interceptionMode": "TPROXY", "proxyMetadata": {"A": "b"}},
          "discoverySelectors": [{"matchLabels": {"mesh": "on"}}],
          "extensionProviders": [
            {"name": "traces", "opentelemetry": {"service": "collector.monitoring.svc.cluster.local", "port": 4317}},
            {"name": "log", "envoyFileAccessLog": {"path": "/dev/stdout", "logFormat": {"labels": {"status": "%RESPONSE_CODE%"}}}}
          ]
        }
        """;

    [Fact]
    public void Printed_SaysTheSame_WhenReadAgain()
    {
        var printed = Print(Read(Configured));
        Print(Read(printed)).ShouldBe(printed);
        using var document = JsonDocument.Parse(printed);
        var mesh = document.RootElement;
        mesh.GetProperty("outboundTrafficPolicy").GetProperty("mode").GetString().ShouldBe("REGISTRY_ONLY");
        mesh.GetProperty("connectTimeout").GetString().ShouldBe("2.5s");
        mesh.GetProperty("meshMTLS").GetProperty("minProtocolVersion").GetString().ShouldBe("TLSV1_3");
        mesh.GetProperty("defaultConfig").GetProperty("interceptionMode").GetString().ShouldBe("TPROXY");
        mesh.GetProperty("defaultConfig").GetProperty("concurrency").GetInt32().ShouldBe(0);
        mesh.GetProperty("extensionProviders").EnumerateArray().Single(provider => provider.GetProperty("name").ValueEquals("traces")).GetProperty("opentelemetry").GetProperty("port").GetInt32().ShouldBe(4317);
    }

    [Fact]
    public void FlagThatMayBeAbsent_IsPrinted_WhereItIsOff() =>
        Print(Read(Configured)).ShouldContain("\"enableAutoMtls\":false");

    [Fact]
    public void EveryEnum_IsPrinted_ByItsNameInTheSchema()
    {
        var options = MeshConfigJson.CreateTypeInfo().Options;
        var numbered = new List<Type>();
        var seen = new HashSet<Type>();
        var waiting = new Stack<Type>([typeof(MeshConfig)]);
        while (waiting.TryPop(out var type))
        {
            if (!seen.Add(type))
            {
                continue;
            }

            var info = options.GetTypeInfo(type);
            if (type.IsEnum && info.Converter.GetType() != typeof(ProtoEnumConverter<>).MakeGenericType(type))
            {
                numbered.Add(type);
            }

            foreach (var next in info.Properties.Select(property => property.PropertyType).Append(info.ElementType).OfType<Type>())
            {
                waiting.Push(Nullable.GetUnderlyingType(next) ?? next);
            }
        }

        numbered.ShouldBeEmpty();
        seen.ShouldContain(typeof(MeshTlsProtocol));
    }

    private static MeshConfig Read(string json)
    {
        var parsed = MeshConfigurationParser.ParseMeshConfig(Encoding.UTF8.GetBytes(json));
        parsed.Errors.ShouldBeEmpty();
        return parsed.Value.ShouldNotBeNull();
    }

    private static string Print(MeshConfig mesh) => JsonSerializer.Serialize(mesh, MeshConfigJson.CreateTypeInfo());
}
