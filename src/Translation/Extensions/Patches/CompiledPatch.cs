using System.Text.RegularExpressions;
using Google.Protobuf;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Proxy;

namespace MeshActors.Translation.Extensions.Patches;

/// <summary>One patch of an EnvoyFilter with its value read into a message. Compared by reference.</summary>
internal sealed class CompiledPatch
{
    // Longer expressions would cost more than anyone needs to tell versions apart.
    private const int MaxVersionExpression = 1024;

    private static readonly EnvoyConfigObjectMatch MatchesAll = new();

    private readonly IMessage? _value;
    private readonly Regex? _version;
    private readonly bool _matchesNoVersion;

    private CompiledPatch(EnvoyConfigObjectPatch source, PatchOperation operation, IMessage? value)
    {
        ApplyTo = source.ApplyTo;
        Operation = operation;
        Match = source.Match ?? MatchesAll;
        _value = value;
        var version = Match.Proxy?.ProxyVersion ?? "";
        _matchesNoVersion = version.Length > MaxVersionExpression;
        _version = version.Length == 0 || _matchesNoVersion ? null : Expression(version);
        Added = operation == PatchOperation.Add ? Encode(value) : null;
    }

    public ApplyTo ApplyTo { get; }

    public PatchOperation Operation { get; }

    public EnvoyConfigObjectMatch Match { get; }

    public bool IsMerge => Operation is PatchOperation.Merge or PatchOperation.MergeAndReplaceList;

    /// <summary>The whole resource that the patch adds, where it adds one.</summary>
    public EncodedResource? Added { get; }

    /// <summary>Null where the patch has no operation, or a value that is no such message.</summary>
    public static CompiledPatch? Of(EnvoyConfigObjectPatch source)
    {
        if (source.Patch is not { } patch || PatchValues.TypeOf(source.ApplyTo) is not { } type)
        {
            return null;
        }

        IMessage? value = null;
        if (patch.Value is { } json && !PatchValues.TryRead(type, json, out value))
        {
            return null;
        }

        // Only lists of filters and of routes have an order to insert into.
        var inserts = patch.Operation is PatchOperation.InsertAfter or PatchOperation.InsertBefore or PatchOperation.InsertFirst;
        var hasOrder = source.ApplyTo is ApplyTo.HttpFilter or ApplyTo.NetworkFilter or ApplyTo.HttpRoute or ApplyTo.ListenerFilter;
        var operation = inserts && !hasOrder ? PatchOperation.Add : patch.Operation;
        return value is null && operation != PatchOperation.Remove ? null : new(source, operation, value);
    }

    /// <summary>A copy of the patch's value, which may be built into a message that later patches change.</summary>
    public T Value<T>()
        where T : class, IMessage<T> => ((T)_value!).Clone();

    public bool AppliesTo(PatchContext context) => Match.Context == context || Match.Context == PatchContext.Any;

    /// <summary>Whether a whole resource is to be added; one for any context is not added for inbound traffic, or it would be there twice.</summary>
    public bool AddsTo(PatchContext context) =>
        Operation == PatchOperation.Add
        && AppliesTo(context)
        && (Match.Context != PatchContext.Any || context is PatchContext.SidecarOutbound or PatchContext.Gateway);

    public bool MatchesProxy(ProxyNode node)
    {
        if (Match.Proxy is not { } match)
        {
            return true;
        }

        if (_matchesNoVersion || (_version is not null && !(node.MetadataText("ISTIO_VERSION") is { Length: > 0 } version && _version.IsMatch(version))))
        {
            return false;
        }

        return match.Metadata.All(wanted =>
            node.Metadata.TryGetValue(wanted.Key, out var found)
            && found.ValueKind == System.Text.Json.JsonValueKind.String
            && found.ValueEquals(wanted.Value));
    }

    private static Regex? Expression(string text)
    {
        try
        {
            return new(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // Admission refuses such expressions; one that got past it does not restrict the patch.
            return null;
        }
    }

    private static EncodedResource? Encode(IMessage? value) => value switch
    {
        Envoy.Config.Cluster.V3.Cluster cluster => new(cluster.Name, TypeUrls.Cluster, EnvoyEncoding.ToBytes(cluster)),
        Envoy.Config.Listener.V3.Listener { Name.Length: > 0 } listener => new(listener.Name, TypeUrls.Listener, EnvoyEncoding.ToBytes(listener)),
        Envoy.Config.Core.V3.TypedExtensionConfig extension => new(extension.Name, TypeUrls.ExtensionConfig, EnvoyEncoding.ToBytes(extension)),
        _ => null,
    };
}
