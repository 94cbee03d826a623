using System.Text.Json;

namespace MeshActors.Host.Clusters;

/// <summary>Tells the ConfigMaps that may hold authorities for proxies (<c>configmap://</c>) from all the others of a cluster.</summary>
internal static class AuthorityMap
{
    /// <summary>Whether the ConfigMap has a key under which certificates of authorities are looked for.</summary>
    public static bool Is(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
            {
                continue;
            }

            if (!reader.ValueTextEquals("data"u8))
            {
                reader.Skip();
                continue;
            }

            reader.Read();
            while (reader.Read() && reader.CurrentDepth > 1)
            {
                if (reader.TokenType == JsonTokenType.PropertyName && (reader.ValueTextEquals("cacert"u8) || reader.ValueTextEquals("ca.crt"u8)))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
