using System.Globalization;
using System.Text.Json;
using MeshActors.Translation;
using Microsoft.AspNetCore.Http;

namespace MeshActors.Host.Debugging.Proxies;

/// <summary><c>/debug/cachez</c>: the resources that this replica holds for its proxies; <c>?sizes</c> for their bytes by type.</summary>
internal static class CachePage
{
    public static DebugPage Page { get; } = new("cachez", "Resources held for the proxies connected here; ?sizes=true for bytes by type", WriteAsync);

    private static async Task WriteAsync(DebugRequest request, Utf8JsonWriter json)
    {
        if (request.Value("clear") is not null)
        {
            throw new DebugException(
                StatusCodes.Status400BadRequest,
                "nothing to clear: what is held is what proxies are to have, and follows every change by itself");
        }

        var held = await request.Sources.Connections.HeldAsync(Enum.GetValues<XdsType>(), DebugSources.Patience).ConfigureAwait(false);
        var byType = held.SelectMany(proxy => proxy.Types.Values).SelectMany(type => type.Resources)
            .Distinct(ReferenceEqualityComparer.Instance).Cast<EncodedResource>()
            .GroupBy(resource => resource.TypeUrl).OrderBy(type => type.Key, StringComparer.Ordinal).ToArray();
        json.WriteStartObject();
        if (request.Value("sizes") is null)
        {
            foreach (var type in byType)
            {
                json.WriteTexts(type.Key, type.Select(resource => resource.Name).Order(StringComparer.Ordinal));
            }
        }
        else
        {
            foreach (var type in byType)
            {
                json.WriteString(type.Key, Bytes(type.Sum(resource => (long)resource.Value.Length)));
            }

            json.WriteString("total", Bytes(byType.SelectMany(type => type).Sum(resource => (long)resource.Value.Length)));
        }

        json.WriteEndObject();
    }

    // As istiod writes sizes: decimal units, one digit.
    private static string Bytes(long count)
    {
        const long Unit = 1000;
        if (count < Unit)
        {
            return count.ToString(CultureInfo.InvariantCulture) + "B";
        }

        var (divisor, exponent) = (Unit, 0);
        for (var rest = count / Unit; rest >= Unit; rest /= Unit)
        {
            divisor *= Unit;
            exponent++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(double)count / divisor:0.0}{"kMGTPE"[exponent]}B");
    }
}
