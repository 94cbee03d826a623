using System.Globalization;
using System.Text;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Resources;

/// <summary>
/// A resource with the few bytes that stand before its value in a response, made once and written by reference to every stream.
/// </summary>
/// <remarks>
/// In a delta response a resource is field 2, a <c>Resource {version = 1, name = 3, resource = 2}</c> whose last field is the Any;
/// in a state-of-the-world response field 2 is the Any itself. Both have the same tag, so the latter's bytes are the end of the
/// former's.
/// </remarks>
public sealed class SharedResource
{
    private const byte VersionField = (1 << 3) | 2;
    private const byte NameField = (3 << 3) | 2;
    private const byte AnyField = (2 << 3) | 2;
    private const byte TypeUrlField = (1 << 3) | 2;
    private const byte ValueField = (2 << 3) | 2;

    private readonly ReadOnlyMemory<byte> _prefix;
    private readonly int _anyAt;

    public SharedResource(EncodedResource resource)
    {
        Resource = resource;
        _prefix = Frame(resource, out _anyAt);
    }

    public EncodedResource Resource { get; }

    public string Name => Resource.Name;

    public ContentHash ContentVersion => Resource.Version;

    public ReadOnlyMemory<byte> Value => Resource.Value;

    /// <summary>What stands before the value in a delta response.</summary>
    public ReadOnlyMemory<byte> DeltaPrefix => _prefix;

    /// <summary>What stands before the value in a state-of-the-world response.</summary>
    public ReadOnlyMemory<byte> AnyPrefix => _prefix[_anyAt..];

    private static byte[] Frame(EncodedResource resource, out int anyAt)
    {
        var name = Encoding.UTF8.GetByteCount(resource.Name);
        var type = Encoding.UTF8.GetByteCount(resource.TypeUrl);
        const int VersionLength = 16;
        var any = 1 + Length(type) + type + 1 + Length(resource.Length) + resource.Length;
        var whole = 1 + 1 + VersionLength + 1 + Length(name) + name + 1 + Length(any) + any;
        var frame = new byte[1 + Length(whole) + whole - resource.Length];
        var at = Tag(frame, 0, AnyField, whole);
        at = Tag(frame, at, VersionField, VersionLength);
        resource.Version.Value.TryFormat(frame.AsSpan(at), out _, "x16", CultureInfo.InvariantCulture);
        at = Tag(frame, at + VersionLength, NameField, name);
        anyAt = at + Encoding.UTF8.GetBytes(resource.Name, frame.AsSpan(at));
        at = Tag(frame, anyAt, AnyField, any);
        at = Tag(frame, at, TypeUrlField, type);
        at += Encoding.UTF8.GetBytes(resource.TypeUrl, frame.AsSpan(at));
        Tag(frame, at, ValueField, resource.Length);
        return frame;
    }

    private static int Tag(byte[] frame, int at, byte tag, int length)
    {
        frame[at++] = tag;
        var rest = (uint)length;
        for (; rest >= 0x80; rest >>= 7)
        {
            frame[at++] = (byte)(rest | 0x80);
        }

        frame[at++] = (byte)rest;
        return at;
    }

    private static int Length(int value) => value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : value < 1 << 28 ? 4 : 5;
}
