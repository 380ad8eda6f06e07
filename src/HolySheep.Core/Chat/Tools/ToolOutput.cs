namespace HolySheep.Chat.Tools;

/// <summary>What a tool gave, for the model.</summary>
public sealed record ToolOutput
{
    private ToolOutput(string text, bool isError) => (Text, IsError) = (text, isError);

    /// <summary>The result, usually as JSON, or what went wrong.</summary>
    public string Text { get; }

    /// <summary>True if the tool failed or was not run.</summary>
    public bool IsError { get; }

    /// <summary>True if a person confirmed the run.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>The result of a tool.</summary>
    public static ToolOutput Of(string text) => new(text, isError: false);

    /// <summary>Why a tool gave no result.</summary>
    public static ToolOutput Failed(string message) => new(message, isError: true);
}
