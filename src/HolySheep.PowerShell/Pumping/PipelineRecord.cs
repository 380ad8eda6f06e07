using System;
using System.Management.Automation;

namespace HolySheep.PowerShell.Pumping;

/// <summary>A record of asynchronous work on its way to the pipeline thread.</summary>
/// <param name="Stream">The target stream.</param>
/// <param name="Value">The record, of the type that the stream takes.</param>
// A class: a channel of values of our own types would be compiled by the first call of a process.
internal sealed record PipelineRecord(PipelineStream Stream, object? Value)
{
    private static readonly string[] HostTags = ["PSHOST"];

    internal void WriteTo(Cmdlet cmdlet)
    {
        switch (Stream)
        {
            case PipelineStream.Output:
                cmdlet.WriteObject(Value);
                break;
            case PipelineStream.Error:
                cmdlet.WriteError((ErrorRecord)Value!);
                break;
            case PipelineStream.TerminatingError:
                cmdlet.ThrowTerminatingError((ErrorRecord)Value!);
                break;
            case PipelineStream.Warning:
                cmdlet.WriteWarning((string)Value!);
                break;
            case PipelineStream.Verbose:
                cmdlet.WriteVerbose((string)Value!);
                break;
            case PipelineStream.Debug:
                cmdlet.WriteDebug((string)Value!);
                break;
            case PipelineStream.Information:
                cmdlet.WriteInformation(Value, HostTags);
                break;
            case PipelineStream.Progress:
                cmdlet.WriteProgress((ProgressRecord)Value!);
                break;
            case PipelineStream.Made:
                ((Func<PipelineRecord>)Value!)().WriteTo(cmdlet);
                break;
            case PipelineStream.Nothing:
                break;
            default:
                throw new InvalidOperationException("No such stream: " + Stream);
        }
    }
}
