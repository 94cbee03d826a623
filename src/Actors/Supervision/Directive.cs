namespace MeshActors.Actors.Supervision;

/// <summary>What a supervisor does with a child that failed.</summary>
public enum Directive
{
    /// <summary>Go on with the same instance; the message at which it failed is lost.</summary>
    Resume,

    /// <summary>Go on with a new instance; mailbox and reference stay.</summary>
    Restart,

    /// <summary>Fail in turn.</summary>
    Escalate,

    /// <summary>Stop it.</summary>
    Stop,
}
