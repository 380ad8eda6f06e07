namespace HolySheep.PowerShell.Choices;

/// <summary>A wire format.</summary>
public enum HolySheepProviderKind
{
    /// <summary>The OpenAI chat completions format.</summary>
    OpenAI,

    /// <summary>Answers without network and cost.</summary>
    Sandbox,
}
