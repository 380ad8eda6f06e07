namespace HolySheep.Configuration.Options;

/// <summary>A wire format.</summary>
public enum ProviderKind
{
    /// <summary>The OpenAI chat completions format.</summary>
    OpenAI,

    /// <summary>Answers without network and cost.</summary>
    Sandbox,
}
