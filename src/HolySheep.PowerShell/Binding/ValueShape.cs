namespace HolySheep.PowerShell.Binding;

/// <summary>The kind of a script value, which decides how it becomes text.</summary>
internal enum ValueShape
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>A text or a number, or a similar value.</summary>
    Scalar,

    /// <summary>A node of XML.</summary>
    Xml,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>Names with values, such as a hashtable.</summary>
    Table,

    /// <summary>Several values.</summary>
    List,

    /// <summary>An object that consists of its properties: a script object, a row of a table, an entry of a hashtable.</summary>
    Record,

    /// <summary>A secret, a stream or a running object, which is not converted to text.</summary>
    Refused,

    /// <summary>Any other object.</summary>
    Object,
}
