using System;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace HolySheep.PowerShell.Binding;

/// <summary>Accepts an encoding as Import-Csv does: a name, a code page number, or a [System.Text.Encoding] object.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EncodingNameAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        UTF8Encoding utf8 => utf8.GetPreamble().Length > 0 ? "utf8BOM" : "utf8",
        Encoding encoding => encoding.CodePage == Encoding.UTF8.CodePage ? "utf8" : encoding.CodePage.ToString(CultureInfo.InvariantCulture),
        IFormattable and IConvertible and not Enum and var number => ((IFormattable)number).ToString(null, CultureInfo.InvariantCulture),
        var other => other,
    };
}
