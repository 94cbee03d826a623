using System.Globalization;
using MeshActors.XdsLoad.Measuring;

namespace MeshActors.XdsLoad.Reporting;

/// <summary>Figures for people.</summary>
internal static class FigureTable
{
    public static void Print(LoadFigures figures, TextWriter output)
    {
        Line("sidecars", $"{figures.Sidecars}");
        Line("first configuration", Connect(figures.First));
        Line("endpoint change", Change(figures.Endpoint));
        Line("VirtualService change", Change(figures.VirtualService));
        Line("churn", figures.Churn is not { } churn ? "not measured"
            : Text($"{churn.Rate:F0} changes/s, last sidecar behind by {churn.Last}; {churn.Lost} lost; of a processor {Processor(churn.Processor, 1e2, "%")}"));
        Line("reconnect", figures.Reconnect is not { } again ? "not measured"
            : Text($"{Connect(again)}; {(double)again.Bytes / Math.Max(figures.First.Bytes, 1):P2} of the first bytes"));
        Line("memory", figures.ResidentWith is null ? "not measured"
            : Text($"{figures.ResidentWithout:F0} MB without sidecars, {figures.ResidentWith:F0} MB with: {figures.KilobytesASidecar:F0} kB a sidecar"));

        void Line(string name, string text) => output.WriteLine($"{name,-22} {text}");
    }

    private static string Connect(ConnectFigures figures) => Text(
        $"{figures.Milliseconds:F0} ms until the last has all, {figures.Bytes / 1e6:F1} MB, {figures.Resources} resources, processor time {Processor(figures.Processor, 1, "s", 2)}");

    private static string Change(ChangeFigures? figures) => figures is null ? "not measured" : Text(
        $"to the last sidecar {figures.Last}; to each {figures.Each}; to the first {figures.First}; {figures.BytesASidecar / 1e3:F1} kB a sidecar, processor time {Processor(figures.Processor, 1e3, "ms", 1)}");

    private static string Processor(ProcessorTime time, double units, string unit, int digits = 0)
    {
        return time.Server is { } server ? $"{Number(server)} of the server, {Number(time.Client)} of the load" : $"{Number(time.Client)} of the load";

        string Number(double seconds) => (seconds * units).ToString($"F{digits}", CultureInfo.InvariantCulture) + " " + unit;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
