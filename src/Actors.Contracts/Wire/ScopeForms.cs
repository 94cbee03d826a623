using System.Buffers;
using MeshActors.Actors.Contracts.Scopes;
using MeshActors.Actors.Remote;
using MeshActors.Translation;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>Scopes: what they are asked, and the resources that they answer with.</summary>
internal static class ScopeForms
{
    public static void Register(MessageRegistry registry)
    {
        registry.Register<ScopeTopic>(
            "scope-topic/1",
            static (m, output, _) => WriteTopic(output, m),
            static (bytes, _) =>
            {
                var reader = new WireReader(bytes);
                return ReadTopic(ref reader);
            });
        registry.Register<DemandNames>(
            "scope-demand/1",
            static (m, output, context) => WriteNames(output, m.Scope, context.ToText(m.Subscriber), m.Type, m.Names),
            static (bytes, context) =>
            {
                var (scope, subscriber, type, names) = ReadNames(bytes);
                return new DemandNames(scope, context.FromText(subscriber), type, names);
            });
        registry.Register<ReleaseNames>(
            "scope-release/1",
            static (m, output, context) => WriteNames(output, m.Scope, context.ToText(m.Subscriber), m.Type, m.Names),
            static (bytes, context) =>
            {
                var (scope, subscriber, type, names) = ReadNames(bytes);
                return new ReleaseNames(scope, context.FromText(subscriber), type, names);
            });
        registry.Register<ScopeState>("scope/1", static (m, output, _) => WriteState(output, m), static (bytes, _) => ReadState(bytes));
        registry.Register<ScopeDelta>("scope-delta/1", static (m, output, _) => WriteDelta(output, m), static (bytes, _) => ReadDelta(bytes));
    }

    private static void WriteTopic(IBufferWriter<byte> output, ScopeTopic topic)
    {
        Remote.Wire.WriteString(output, topic.Key);
        WireForms.WriteJson(output, ProxyForm.Of(topic.Proxy), ContractJson.Default.ProxyForm);
    }

    private static ScopeTopic ReadTopic(ref WireReader reader) =>
        new(reader.ReadString(), WireForms.ReadJson(reader.ReadBytes(), ContractJson.Default.ProxyForm).ToNode());

    private static void WriteNames(IBufferWriter<byte> output, ScopeTopic scope, string subscriber, XdsType type, IReadOnlyList<string> names)
    {
        WriteTopic(output, scope);
        Remote.Wire.WriteString(output, subscriber);
        WireForms.WriteNumber(output, (long)type);
        WireForms.WriteStrings(output, names);
    }

    private static (ScopeTopic Scope, string Subscriber, XdsType Type, string[] Names) ReadNames(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        return (ReadTopic(ref reader), reader.ReadString(), ReadType(ref reader), WireForms.ReadStrings(ref reader));
    }

    private static void WriteState(IBufferWriter<byte> output, ScopeState state)
    {
        WireForms.WriteNumber(output, state.Resources.Count);
        foreach (var (type, resources) in state.Resources)
        {
            WireForms.WriteNumber(output, (long)type);
            WriteResources(output, resources);
        }

        WireForms.WriteNumber(output, state.Answered.Count);
        foreach (var (type, names) in state.Answered)
        {
            WireForms.WriteNumber(output, (long)type);
            WireForms.WriteStrings(output, names);
        }

        WriteQueries(output, state.Endpoints);
    }

    private static ScopeState ReadState(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        var resources = new Dictionary<XdsType, IReadOnlyList<EncodedResource>>();
        for (var count = WireForms.ReadCount(ref reader); count > 0; count--)
        {
            resources[ReadType(ref reader)] = ReadResources(ref reader);
        }

        var answered = new Dictionary<XdsType, IReadOnlyCollection<string>>();
        for (var count = WireForms.ReadCount(ref reader); count > 0; count--)
        {
            answered[ReadType(ref reader)] = WireForms.ReadStrings(ref reader);
        }

        return new(resources, answered, ReadQueries(ref reader));
    }

    private static void WriteDelta(IBufferWriter<byte> output, ScopeDelta delta)
    {
        WireForms.WriteNumber(output, delta.Changes.Count);
        foreach (var (type, changes) in delta.Changes)
        {
            WireForms.WriteNumber(output, (long)type);
            WriteResources(output, changes.Changed);
            WireForms.WriteStrings(output, changes.Removed);
        }

        WriteQueries(output, delta.Endpoints);
    }

    private static ScopeDelta ReadDelta(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        var changes = new Dictionary<XdsType, ResourceChanges>();
        for (var count = WireForms.ReadCount(ref reader); count > 0; count--)
        {
            changes[ReadType(ref reader)] = new(ReadResources(ref reader), WireForms.ReadStrings(ref reader));
        }

        return new(changes, ReadQueries(ref reader));
    }

    private static void WriteResources(IBufferWriter<byte> output, IReadOnlyList<EncodedResource> resources)
    {
        WireForms.WriteNumber(output, resources.Count);
        foreach (var resource in resources)
        {
            EndpointForms.WriteResource(output, resource);
        }
    }

    private static EncodedResource[] ReadResources(ref WireReader reader)
    {
        var resources = new EncodedResource[WireForms.ReadCount(ref reader)];
        for (var i = 0; i < resources.Length; i++)
        {
            resources[i] = EndpointForms.ReadResource(ref reader);
        }

        return resources;
    }

    private static void WriteQueries(IBufferWriter<byte> output, IReadOnlyDictionary<string, EndpointQuery> queries)
    {
        WireForms.WriteNumber(output, queries.Count);
        foreach (var (cluster, query) in queries)
        {
            Remote.Wire.WriteString(output, cluster);
            WireForms.WriteJson(output, query, ContractJson.Default.EndpointQuery);
        }
    }

    private static Dictionary<string, EndpointQuery> ReadQueries(ref WireReader reader)
    {
        var count = WireForms.ReadCount(ref reader);
        var queries = new Dictionary<string, EndpointQuery>(count, StringComparer.Ordinal);
        for (; count > 0; count--)
        {
            queries[reader.ReadString()] = WireForms.ReadJson(reader.ReadBytes(), ContractJson.Default.EndpointQuery);
        }

        return queries;
    }

    private static XdsType ReadType(ref WireReader reader)
    {
        var number = (XdsType)reader.ReadVarint();
        return Enum.IsDefined(number) ? number : throw new WireFormatException($"{(ulong)number} is no resource type.");
    }
}
