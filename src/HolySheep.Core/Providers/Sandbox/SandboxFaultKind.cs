namespace HolySheep.Providers.Sandbox;

/// <summary>A fault that the sandbox can play.</summary>
internal enum SandboxFaultKind
{
    /// <summary>An HTTP error status.</summary>
    Status,

    /// <summary>No connection can be made.</summary>
    Down,

    /// <summary>The answer begins late.</summary>
    Slow,

    /// <summary>The answer breaks off after some tokens.</summary>
    Cut,

    /// <summary>The answer stops after some tokens and the connection stays open.</summary>
    Stall,

    /// <summary>A content policy refuses.</summary>
    Refuse,

    /// <summary>The key is refused.</summary>
    Auth,

    /// <summary>The account has no quota left.</summary>
    Quota,
}
