using System.Reflection;

namespace HolySheep.Help;

/// <summary>How a parameter is used in one parameter set.</summary>
/// <param name="Set">The set's name.</param>
/// <param name="Mandatory">Whether it must be given.</param>
/// <param name="Position">Its position; null if it is named.</param>
/// <param name="Pipeline">How it accepts pipeline input, for display.</param>
internal sealed record ParameterUse(string Set, bool Mandatory, int? Position, string Pipeline)
{
    /// <summary>PowerShell's name for the set of a parameter that is in all sets.</summary>
    internal const string EverySet = "__AllParameterSets";

    internal static ParameterUse Of(CustomAttributeData attribute)
    {
        string[] pipeline =
        [
            .. attribute.Value("ValueFromPipeline") is true ? ["ByValue"] : (string[])[],
            .. attribute.Value("ValueFromPipelineByPropertyName") is true ? ["ByPropertyName"] : (string[])[],
        ];
        return new ParameterUse(
            attribute.Value("ParameterSetName") as string ?? EverySet,
            attribute.Value("Mandatory") is true,
            attribute.Value("Position") as int?,
            pipeline.Length > 0 ? $"True ({string.Join(", ", pipeline)})" : "False");
    }
}
