using System.Collections.ObjectModel;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Telemetry;

namespace MeshActors.Mesh.Configuration;

/// <summary>A proxy's tracer. At most one of the tracers is set.</summary>
public sealed record ProxyTracing
{
    public ZipkinTracer? Zipkin { get; init; }

    public LightstepTracer? Lightstep { get; init; }

    public DatadogTracer? Datadog { get; init; }

    public StackdriverTracer? Stackdriver { get; init; }

    public OpenCensusAgentTracer? OpenCensusAgent { get; init; }

    public IReadOnlyDictionary<string, CustomTag> CustomTags { get; init; } = ReadOnlyDictionary<string, CustomTag>.Empty;

    /// <summary>Zero for 256.</summary>
    public uint MaxPathTagLength { get; init; }

    /// <summary>Percent of requests from 0 to 100; zero for the control plane's default.</summary>
    public double Sampling { get; init; }

    public ClientTlsSettings? TlsSettings { get; init; }

    public bool? EnableIstioTags { get; init; }

    internal static ProxyTracing Read(FieldReader fields) => new()
    {
        Zipkin = fields.Message("zipkin", ZipkinTracer.Read),
        Lightstep = fields.Message("lightstep", LightstepTracer.Read),
        Datadog = fields.Message("datadog", DatadogTracer.Read),
        Stackdriver = fields.Message("stackdriver", StackdriverTracer.Read),
        OpenCensusAgent = fields.Message("openCensusAgent", OpenCensusAgentTracer.Read),
        CustomTags = fields.MessageMap("customTags", CustomTag.Read),
        MaxPathTagLength = fields.UInt32("maxPathTagLength"),
        Sampling = fields.Number("sampling"),
        TlsSettings = fields.Message("tlsSettings", ClientTlsSettings.Read),
        EnableIstioTags = fields.FlagOrNull("enableIstioTags"),
    };
}
