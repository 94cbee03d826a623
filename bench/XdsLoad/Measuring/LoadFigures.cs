namespace MeshActors.XdsLoad.Measuring;

/// <summary>Everything that a load test found. Times in milliseconds unless said otherwise, memory in MB.</summary>
internal sealed record LoadFigures
{
    public required int Sidecars { get; init; }

    public required ConnectFigures First { get; init; }

    /// <summary>Null where no API server is given to make changes in.</summary>
    public ChangeFigures? Endpoint { get; set; }

    public ChangeFigures? VirtualService { get; set; }

    public ChurnFigures? Churn { get; set; }

    public ConnectFigures? Reconnect { get; set; }

    /// <summary>Resident memory without sidecars, with them settled; null where the server's process is not known.</summary>
    public double? ResidentWithout { get; init; }

    public double? ResidentWith { get; set; }

    public double? KilobytesASidecar => (ResidentWith - ResidentWithout) * 1024 / Sidecars;
}

/// <param name="Milliseconds">Until the last sidecar had everything.</param>
/// <param name="Bytes">Received by all.</param>
/// <param name="Resources">Held by all in the end.</param>
/// <param name="Processor">Until the last sidecar had everything.</param>
internal sealed record ConnectFigures(double Milliseconds, long Bytes, long Resources, ProcessorTime Processor);

/// <param name="First">From the request to the API server to the first sidecar's receipt.</param>
/// <param name="Last">To the last sidecar's.</param>
/// <param name="Each">To each sidecar's.</param>
/// <param name="BytesASidecar">Received for one change.</param>
/// <param name="Processor">For one change.</param>
internal sealed record ChangeFigures(Quantiles First, Quantiles Last, Quantiles Each, long BytesASidecar, ProcessorTime Processor);

/// <param name="Rate">Changes a second that were made.</param>
/// <param name="Last">How far the last sidecar was behind each.</param>
/// <param name="Lost">Changes that not every sidecar had seen ten seconds after the end.</param>
/// <param name="Processor">A second.</param>
internal sealed record ChurnFigures(double Rate, Quantiles Last, int Lost, ProcessorTime Processor);
