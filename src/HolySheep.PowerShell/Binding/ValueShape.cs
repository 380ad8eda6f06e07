namespace HolySheep.PowerShell.Binding;

/// <summary>What a value from a script is made of, which decides how it becomes text.</summary>
internal enum ValueShape
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>A text or a number, or what stands for one.</summary>
    Scalar,

    /// <summary>A node of XML.</summary>
    Xml,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>Names with values, such as a hashtable.</summary>
    Table,

    /// <summary>Several values.</summary>
    List,

    /// <summary>An object that is its properties: one of a script, a row of a table, an entry of a hashtable.</summary>
    Record,

    /// <summary>A secret, a stream or a running thing, of which no text may or can be made.</summary>
    Refused,

    /// <summary>Any other object.</summary>
    Object,
}
