using System.Text;
using MeshActors.Actors.Discovery.Connections;
using MeshActors.Actors.Discovery.Protocol;
using MeshActors.Grpc;
using MeshActors.Translation;
using Microsoft.Extensions.ObjectPool;

namespace MeshActors.Actors.Discovery.Streams;

/// <summary>
/// Composes responses of shared bytes: of each resource its frame and its value go in by reference, and only the few fields that are
/// the response's own are written. Builders are pooled, so that a connection at rest holds none.
/// </summary>
internal sealed class ResponseComposer
{
    // Fields of DiscoveryResponse and DeltaDiscoveryResponse; their resources are field 2 in both.
    private const uint VersionInfo = (1 << 3) | 2;
    private const uint TypeUrl = (4 << 3) | 2;
    private const uint Nonce = (5 << 3) | 2;
    private const uint SotwControlPlane = (6 << 3) | 2;
    private const uint DeltaRemovedResources = (6 << 3) | 2;
    private const uint DeltaControlPlane = (7 << 3) | 2;
    private const uint Identifier = (1 << 3) | 2;

    // Enough for those that write at the same time; after a wave of large responses the rest is garbage.
    private const int Pooled = 16;

    private readonly DefaultObjectPool<EncodedMessageBuilder> _builders = new(new DefaultPooledObjectPolicy<EncodedMessageBuilder>(), Pooled);
    private readonly DefaultObjectPool<Push> _pushes = new(new DefaultPooledObjectPolicy<Push>(), Pooled);
    private readonly byte[][] _types = [.. Enum.GetValues<XdsType>().Select(type => Encoding.UTF8.GetBytes(XdsTypes.UrlOf(type)))];
    private readonly byte[] _controlPlane;

    public ResponseComposer(string controlPlane)
    {
        var identifier = Encoding.UTF8.GetBytes(controlPlane);
        var message = new EncodedMessageBuilder();
        AppendBytes(message, Identifier, identifier);
        _controlPlane = message.Build().ToContiguous().ToArray();
    }

    /// <summary>A builder to compose with, to be returned when the message has been written.</summary>
    public EncodedMessageBuilder Rent() => _builders.Get();

    public void Return(EncodedMessageBuilder builder)
    {
        builder.Clear();
        _builders.Return(builder);
    }

    /// <summary>Where to gather a response, to be returned when it has been composed.</summary>
    public Push RentPush() => _pushes.Get();

    public void Return(Push push)
    {
        push.Clear();
        _pushes.Return(push);
    }

    public EncodedMessage Compose(EncodedMessageBuilder builder, XdsType type, Push push, string nonce, string version, bool isDelta)
    {
        AppendText(builder, VersionInfo, version);
        foreach (var resource in push.Resources)
        {
            builder.Append(isDelta ? resource.DeltaPrefix : resource.AnyPrefix).Append(resource.Value);
        }

        AppendBytes(builder, TypeUrl, _types[(int)type]);
        AppendText(builder, Nonce, nonce);
        if (isDelta)
        {
            foreach (var name in push.Removed)
            {
                AppendText(builder, DeltaRemovedResources, name);
            }
        }

        AppendBytes(builder, isDelta ? DeltaControlPlane : SotwControlPlane, _controlPlane);
        return builder.Build();
    }

    private static void AppendBytes(EncodedMessageBuilder builder, uint tag, byte[] bytes) =>
        builder.AppendVarint(tag).AppendVarint((uint)bytes.Length).Append(bytes);

    private static void AppendText(EncodedMessageBuilder builder, uint tag, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        builder.AppendVarint(tag).AppendVarint((uint)length);
        if (length > 0)
        {
            builder.Advance(Encoding.UTF8.GetBytes(text, builder.GetSpan(length)));
        }
    }
}
