namespace HolySheep.Chat.Parts;

/// <summary>A tool that the model asks the caller to run.</summary>
/// <param name="Id">The id that the tool's answer must repeat.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">The arguments as JSON text, as the model wrote them.</param>
public sealed record ChatToolCall(string Id, string Name, string Arguments) : ChatPart;
