namespace HolySheep.Providers.OpenAI;

/// <summary>A tool call, whole or in part.</summary>
internal sealed class ToolCallDto
{
    public int? Index { get; set; }

    public string? Id { get; set; }

    public FunctionDto? Function { get; set; }
}
