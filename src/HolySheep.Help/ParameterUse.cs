using System.Reflection;

namespace HolySheep.Help;

/// <summary>How a parameter is used in one parameter set.</summary>
/// <param name="Set">The set's name.</param>
/// <param name="Mandatory">Whether it must be given.</param>
/// <param name="Position">Its position, null where it is named.</param>
/// <param name="Pipeline">How it is taken from the pipeline, for display.</param>
internal sealed record ParameterUse(string Set, bool Mandatory, int? Position, string Pipeline)
{
    /// <summary>What PowerShell calls a parameter's set where it is in all of them.</summary>
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
