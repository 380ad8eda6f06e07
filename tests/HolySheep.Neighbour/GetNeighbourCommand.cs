using System.Diagnostics;
using System.Management.Automation;
using System.Text.Json;
using Polly;

namespace HolySheep.Neighbour;

/// <summary>Uses the neighbour's libraries and tells where they came from.</summary>
[Cmdlet(VerbsCommon.Get, "Neighbour")]
[OutputType(typeof(string))]
public sealed class GetNeighbourCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var text = new ResiliencePipelineBuilder().Build().Execute(() => JsonSerializer.Serialize(new[] { 1, 2 }));
        WriteObject($"{text} by System.Text.Json {typeof(JsonSerializer).Assembly.GetName().Version}");
        WriteObject("Polly.Core " + FileVersionInfo.GetVersionInfo(typeof(ResiliencePipeline).Assembly.Location).FileVersion);
    }
}
