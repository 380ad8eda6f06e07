using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace HolySheep.PowerShell.Binding;

/// <summary>Accepts a number as text only with a decimal point, in every culture, so that 0,5 never becomes 5, and no empty text, which the engine takes for 0. Used on every numeric parameter.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PlainNumberAttribute : ArgumentTransformationAttribute
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    /// <summary>True if an empty text is passed on as null, which the cmdlet itself refuses on a command line, and which changes nothing in piped input.</summary>
    public bool EmptyIsUnset { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        string text when NestedText.ReadList(text) is { } list => Transform(engineIntrinsics, list),
        "" when EmptyIsUnset => null,

        // The engine would take it for 0.
        "" => throw new ArgumentTransformationMetadataException("The text is empty, and is not taken for 0: give a number, or leave the parameter out."),
        string text => TryParse(text, out var number)
            ? number
            : throw new ArgumentTransformationMetadataException($"'{text}' is not a plain number: write only digits and a decimal point, for example 0.50."),
        IList items => items.Cast<object?>().Select(item => Transform(engineIntrinsics, item)).ToArray(),
        var other => other,
    };

    /// <summary>Parses the number in a text.</summary>
    internal static bool TryParse(string text, out decimal number) => decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out number);
}
