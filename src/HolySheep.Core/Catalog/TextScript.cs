namespace HolySheep.Catalog;

/// <summary>The main script of a text; the number of characters per token depends on it.</summary>
internal enum TextScript
{
    /// <summary>ASCII, as in English and most code.</summary>
    Ascii,

    /// <summary>Chinese, Japanese, Korean and other wide characters.</summary>
    Wide,

    /// <summary>Other scripts, such as Cyrillic or Arabic.</summary>
    Other,

    /// <summary>A mixture.</summary>
    Mixed,
}
