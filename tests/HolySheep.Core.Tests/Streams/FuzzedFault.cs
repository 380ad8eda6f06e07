namespace HolySheep.Streams;

/// <summary>What breaks a stream.</summary>
internal enum FuzzedFault
{
    None,

    /// <summary>The connection breaks after some byte.</summary>
    Break,

    /// <summary>The body ends in good order after some byte.</summary>
    End,

    /// <summary>Nothing comes any more after some event.</summary>
    Silence,

    /// <summary>An event of no readable form stands between two events.</summary>
    Unreadable,

    /// <summary>An event of the answer is damaged.</summary>
    Damage,

    /// <summary>The server says that it failed, and then ends in good order or goes on.</summary>
    Error,
}
