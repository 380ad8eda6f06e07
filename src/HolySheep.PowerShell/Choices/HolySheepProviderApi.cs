namespace HolySheep.PowerShell.Choices;

/// <summary>The interface through which a provider's models are asked, where it has two.</summary>
public enum HolySheepProviderApi
{
    /// <summary>Chat completions.</summary>
    Chat,

    /// <summary>Responses.</summary>
    Responses,

    /// <summary>Responses for the models that the catalog says need it, chat completions for all others.</summary>
    Auto,
}
