namespace HolySheep.PowerShell.Choices;

/// <summary>A wire format.</summary>
public enum HolySheepProviderKind
{
    /// <summary>The OpenAI chat completions format.</summary>
    OpenAI,

    /// <summary>The OpenAI Responses format.</summary>
    OpenAIResponses,

    /// <summary>Azure OpenAI: the OpenAI formats with deployments in place of models.</summary>
    Azure,

    /// <summary>The Gemini generateContent format, of the Gemini API and of Vertex AI.</summary>
    Gemini,

    /// <summary>Answers without network and cost.</summary>
    Sandbox,

    /// <summary>The Anthropic Messages format.</summary>
    Anthropic,
}
