namespace HolySheep.Chat.Tools;

/// <summary>What a model has to do with the tools of a request.</summary>
public enum ChatToolChoiceKind
{
    /// <summary>It decides itself.</summary>
    Auto,

    /// <summary>It calls none.</summary>
    None,

    /// <summary>It calls at least one.</summary>
    Any,

    /// <summary>It calls the named one.</summary>
    Named,
}
