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
            : Text($"{churn.Rate:F0} changes/s, last sidecar behind by {churn.Last}; {churn.Lost} lost; server {churn.ProcessorShare:P0} of a processor"));
        Line("reconnect", figures.Reconnect is not { } again ? "not measured"
            : Text($"{Connect(again)}; {(double)again.Bytes / Math.Max(figures.First.Bytes, 1):P2} of the first bytes"));
        Line("memory", figures.ResidentWith is null ? "not measured"
            : Text($"{figures.ResidentWithout:F0} MB without sidecars, {figures.ResidentWith:F0} MB with: {figures.KilobytesASidecar:F0} kB a sidecar"));

        void Line(string name, string text) => output.WriteLine($"{name,-22} {text}");
    }

    private static string Connect(ConnectFigures figures) => Text(
        $"{figures.Milliseconds:F0} ms until the last has all, {figures.Bytes / 1e6:F1} MB, {figures.Resources} resources, server {figures.ProcessorSeconds:F2} s of processor time");

    private static string Change(ChangeFigures? figures) => figures is null ? "not measured" : Text(
        $"to the last sidecar {figures.Last}; to each {figures.Each}; {figures.BytesASidecar / 1e3:F1} kB a sidecar, server {figures.ProcessorSeconds * 1e3:F0} ms of processor time");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
