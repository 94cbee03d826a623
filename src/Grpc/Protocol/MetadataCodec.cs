using System.Buffers.Text;

namespace MeshActors.Grpc.Protocol;

/// <summary>Metadata to and from the values of HTTP headers.</summary>
internal static class MetadataCodec
{
    /// <summary>Adds a received header. Several values of a binary key may arrive joined by commas; no base64 has one.</summary>
    public static void AddReceived(Metadata metadata, string name, string? value)
    {
        if (value is null || !HeaderNames.IsMetadata(name))
        {
            return;
        }

        var key = name.ToLowerInvariant();
        if (!key.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.Ordinal))
        {
            metadata.Add(Metadata.Entry.Received(key, value));
            return;
        }

        foreach (var part in value.Split(',', StringSplitOptions.TrimEntries))
        {
            if (DecodeBase64(part) is { } bytes)
            {
                metadata.Add(Metadata.Entry.Received(key, bytes));
            }
            else
            {
                throw new RpcException(new Status(StatusCode.Internal, $"The value of metadata '{key}' is not base64."));
            }
        }
    }

    /// <summary>The header value of an entry: binary ones in base64 without padding, as the protocol recommends.</summary>
    public static string ValueOf(Metadata.Entry entry) =>
        entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes).TrimEnd('=') : entry.Value;

    private static byte[]? DecodeBase64(string text)
    {
        var padded = (text.Length % 4) switch
        {
            2 => text + "==",
            3 => text + "=",
            _ => text,
        };
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(padded.Length)];
        return Convert.TryFromBase64String(padded, bytes, out var written) ? bytes[..written] : null;
    }
}
