namespace HolySheep.Chat.Parts;

/// <summary>A piece of a tool call in a stream.</summary>
/// <param name="Index">The 0-based number of the call within the answer.</param>
/// <param name="Id">The call's id; empty if the provider gave none yet.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">The next part of the arguments; all parts of a call together are its JSON text.</param>
public sealed record ChatToolCallDelta(int Index, string Id, string Name, string Arguments);
