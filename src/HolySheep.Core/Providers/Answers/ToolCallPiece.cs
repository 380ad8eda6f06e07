namespace HolySheep.Providers.Answers;

/// <summary>A tool call, whole or in part.</summary>
/// <param name="Index">Its place among the calls; null if the provider gives none.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">The tool's name, or the next part of it.</param>
/// <param name="Arguments">The arguments as JSON text, or the next part of them.</param>
internal sealed record ToolCallPiece(int? Index, string? Id, string? Name, string? Arguments)
{
    /// <summary>What the provider wants back with the call; null if nothing.</summary>
    public string? Data { get; init; }

    /// <summary>The id by which the wire's events name the call, if it is another than the caller's id; null if there is none.</summary>
    public string? ItemId { get; init; }

    /// <summary>True if it is a whole call, which continues none; another call that has its id already gives it a number.</summary>
    public bool IsWhole { get; init; }
}
