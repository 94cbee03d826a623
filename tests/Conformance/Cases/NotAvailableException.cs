namespace MeshActors.Conformance.Cases;

/// <summary>The program was asked for something that this build cannot do.</summary>
public sealed class NotAvailableException(string what) : Exception(what);
