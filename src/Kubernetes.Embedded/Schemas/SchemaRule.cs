namespace MeshActors.Kubernetes.Embedded.Schemas;

/// <summary>One entry of <c>x-kubernetes-validations</c>: a CEL expression over the value and what to say when it is false.</summary>
/// <param name="Expression">The CEL source, with the value as <c>self</c>.</param>
/// <param name="Message">The fixed message, or null to quote the expression.</param>
/// <param name="MessageExpression">A CEL expression that makes the message, or null.</param>
/// <param name="Reason">The status reason, such as <c>FieldValueForbidden</c>, or null for <c>FieldValueInvalid</c>.</param>
/// <param name="FieldPath">A path below the value that the error is reported at, or null.</param>
internal sealed record SchemaRule(string Expression, string? Message, string? MessageExpression, string? Reason, string? FieldPath);
