using Envoy.Config.Route.V3;
using Google.Protobuf;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Networking;
using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>A route as its virtual hosts hold it: with field tag and length, to be written as it is. Compared by reference.</summary>
internal sealed class EncodedRoute
{
    /// <summary>The tag of routes in virtual hosts.</summary>
    public static readonly uint FieldTag = Tags.Message(VirtualHost.RoutesFieldNumber);

    private EncodedRoute(byte[] field, bool isCatchAll)
    {
        Field = field;
        IsCatchAll = isCatchAll;
    }

    public byte[] Field { get; }

    /// <summary>Whether no request gets past it.</summary>
    public bool IsCatchAll { get; }

    /// <param name="route">The route but for its metadata.</param>
    /// <param name="metadata">The metadata as a field of the route; empty for none.</param>
    public static EncodedRoute Of(Route route, ReadOnlySpan<byte> metadata)
    {
        var bytes = HasMaps(route) ? EnvoyEncoding.ToBytes(route) : route.ToByteArray();
        var split = metadata.IsEmpty ? bytes.Length : EncodedFields.StartOf(bytes, Route.MetadataFieldNumber);
        var output = new ReverseWriter();
        try
        {
            output.Raw(bytes.AsSpan(split));
            output.Raw(metadata);
            output.Raw(bytes.AsSpan(0, split));
            output.Close(FieldTag, 0);
            return new(output.ToArray(), RouteMatches.IsCatchAll(route.Match));
        }
        finally
        {
            output.Dispose();
        }
    }

    /// <summary>A route that <see cref="PlainForwards"/> covers.</summary>
    public static EncodedRoute Plain(
        RouteInputs inputs, HttpRoute http, HttpMatchRequest? match, string cluster, byte[] metadata, byte[] action)
    {
        var output = new ReverseWriter();
        try
        {
            var isCatchAll = PlainForwards.Write(ref output, inputs, http, match, cluster, metadata, action);
            output.Close(FieldTag, 0);
            return new(output.ToArray(), isCatchAll);
        }
        finally
        {
            output.Dispose();
        }
    }

    // Bringing maps into order means to look for them everywhere, and few routes have any.
    private static bool HasMaps(Route route) =>
        route.TypedPerFilterConfig.Count > 0 || route.Metadata is not null || route.Route_ is { WeightedClusters: not null } or { MetadataMatch: not null };
}
