using Envoy.Config.Core.V3;
using Envoy.Type.V3;
using Percent = MeshActors.Mesh.Networking.Percent;

namespace MeshActors.Translation.Routes;

/// <summary>Shares of requests.</summary>
internal static class Fractions
{
    /// <summary>In millionths, cut off behind them.</summary>
    public static FractionalPercent Of(Percent percent) => new()
    {
        Numerator = (uint)(percent.Value * 10_000),
        Denominator = FractionalPercent.Types.DenominatorType.Million,
    };

    public static FractionalPercent Of(int percent) => new()
    {
        Numerator = (uint)percent,
        Denominator = FractionalPercent.Types.DenominatorType.Hundred,
    };

    public static RuntimeFractionalPercent ToRuntime(this FractionalPercent fraction) => new() { DefaultValue = fraction };
}
