using Google.Protobuf.Collections;
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
        registry.Register("scope-topic/1", Proto.ScopeTopic.Parser, static (ScopeTopic topic) => ToProto(topic), FromProto);
        registry.Register(
            "scope-demand/1",
            Proto.ScopeNames.Parser,
            static (DemandNames demand, WireContext context) => ToProto(demand.Scope, context.ToText(demand.Subscriber), demand.Type, demand.Names),
            static (names, context) => new(FromProto(names.Scope), context.FromText(names.Subscriber), FromProto(names.Type), [.. names.Names]));
        registry.Register(
            "scope-release/1",
            Proto.ScopeNames.Parser,
            static (ReleaseNames release, WireContext context) => ToProto(release.Scope, context.ToText(release.Subscriber), release.Type, release.Names),
            static (names, context) => new(FromProto(names.Scope), context.FromText(names.Subscriber), FromProto(names.Type), [.. names.Names]));
        registry.Register("scope/1", Proto.ScopeState.Parser, static (ScopeState state) => ToProto(state), FromProto);
        registry.Register("scope-delta/1", Proto.ScopeDelta.Parser, static (ScopeDelta delta) => ToProto(delta), FromProto);
    }

    private static Proto.ScopeTopic ToProto(ScopeTopic topic) => new() { Key = topic.Key, Proxy = ProxyForms.ToProto(topic.Proxy) };

    private static ScopeTopic FromProto(Proto.ScopeTopic? topic)
    {
        var known = Received.Required(topic, "A scope");
        return new(known.Key, ProxyForms.FromProto(known.Proxy));
    }

    private static Proto.ScopeNames ToProto(ScopeTopic scope, string subscriber, XdsType type, IReadOnlyList<string> names) =>
        new() { Scope = ToProto(scope), Subscriber = subscriber, Type = (Proto.XdsType)type, Names = { names } };

    private static Proto.ScopeState ToProto(ScopeState state)
    {
        var proto = new Proto.ScopeState();
        foreach (var (type, resources) in state.Resources)
        {
            var some = new Proto.TypeResources { Type = (Proto.XdsType)type };
            ResourceForms.Add(some.Runs, resources);
            proto.Resources.Add(some);
        }

        foreach (var (type, names) in state.Answered)
        {
            proto.Answered.Add(new Proto.TypeNames { Type = (Proto.XdsType)type, Names = { names } });
        }

        Add(proto.Endpoints, state.Endpoints);
        return proto;
    }

    private static ScopeState FromProto(Proto.ScopeState state) => new(
        ByType(state.Resources, static some => some.Type, static IReadOnlyList<EncodedResource> (some) => ResourceForms.Read(some.Runs)),
        ByType(state.Answered, static some => some.Type, static IReadOnlyCollection<string> (some) => [.. some.Names]),
        ProtoMaps.Read(state.Endpoints, QueryForms.FromProto));

    private static Proto.ScopeDelta ToProto(ScopeDelta delta)
    {
        var proto = new Proto.ScopeDelta();
        foreach (var (type, changes) in delta.Changes)
        {
            var some = new Proto.TypeChanges { Type = (Proto.XdsType)type, Removed = { changes.Removed } };
            ResourceForms.Add(some.Changed, changes.Changed);
            proto.Changes.Add(some);
        }

        Add(proto.Endpoints, delta.Endpoints);
        return proto;
    }

    private static ScopeDelta FromProto(Proto.ScopeDelta delta) => new(
        ByType(delta.Changes, static some => some.Type, static some => new ResourceChanges(ResourceForms.Read(some.Changed), [.. some.Removed])),
        ProtoMaps.Read(delta.Endpoints, QueryForms.FromProto));

    // Thousands, and nobody compares their bytes: in no order.
    private static void Add(MapField<string, Proto.EndpointQuery> map, IReadOnlyDictionary<string, EndpointQuery> queries)
    {
        foreach (var (cluster, query) in queries)
        {
            map.Add(cluster, QueryForms.ToProto(query));
        }
    }

    private static Dictionary<XdsType, T> ByType<TProto, T>(IReadOnlyCollection<TProto> all, Func<TProto, Proto.XdsType> typeOf, Func<TProto, T> read)
    {
        var byType = new Dictionary<XdsType, T>(all.Count);
        foreach (var some in all)
        {
            byType[FromProto(typeOf(some))] = read(some);
        }

        return byType;
    }

    private static XdsType FromProto(Proto.XdsType type) => Received.Known<XdsType>((int)type);
}
