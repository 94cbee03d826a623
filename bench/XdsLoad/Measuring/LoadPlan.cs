using MeshActors.MeshGenerator;

namespace MeshActors.XdsLoad.Measuring;

/// <summary>What is measured.</summary>
/// <param name="Shape">The mesh that the server has; its proxies connect.</param>
/// <param name="WarmUp">How long changes of both kinds are made before any is measured.</param>
/// <param name="Repetitions">Single changes of each kind.</param>
/// <param name="Churn">Endpoint changes a second while churning.</param>
/// <param name="ChurnTime">How long; zero for none.</param>
/// <param name="Settle">How long memory may take to settle.</param>
internal sealed record LoadPlan(MeshShape Shape, TimeSpan WarmUp, int Repetitions, int Churn, TimeSpan ChurnTime, TimeSpan Settle);
