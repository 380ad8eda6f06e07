namespace HolySheep.Catalog;

/// <summary>In what kind of script a text is mostly written: a token has another number of characters in each.</summary>
internal enum TextScript
{
    /// <summary>ASCII, as English and most code.</summary>
    Ascii,

    /// <summary>Chinese, Japanese, Korean and other wide characters.</summary>
    Wide,

    /// <summary>Other scripts, as Cyrillic or Arabic.</summary>
    Other,

    /// <summary>Some of both.</summary>
    Mixed,
}
