using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using HolySheep.Attachments;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Binding;

/// <summary>What is sent with a prompt: paths, wildcards, file objects, addresses, and script blocks that return them for each input.</summary>
internal sealed class AttachmentArgument
{
    private readonly SessionState _session;
    private readonly object?[] _values;

    /// <exception cref="HolySheepException">A path does not lead to a file.</exception>
    internal AttachmentArgument(object[]? values, SessionState session)
    {
        _session = session;
        _values = values ?? [];
        Fixed = [.. _values.Where(value => Plain(value) is not ScriptBlock).SelectMany(Paths)];
    }

    /// <summary>True if a script block returns files for each input.</summary>
    internal bool IsPerInput => _values.Any(value => Plain(value) is ScriptBlock);

    /// <summary>The paths and addresses of every call.</summary>
    internal IReadOnlyList<string> Fixed { get; }

    /// <summary>The paths and addresses of one input only; runs scripts, so call it on the pipeline thread.</summary>
    /// <exception cref="HolySheepException">A path does not lead to a file.</exception>
    internal IReadOnlyList<string> Of(object? input) =>
        [.. _values.Select(Plain).OfType<ScriptBlock>().SelectMany(script => Run(script, input)).SelectMany(Paths)];

    private static IEnumerable<PSObject> Run(ScriptBlock script, object? input)
    {
        try
        {
            return script.InvokeWithContext(null, [new PSVariable("_", input)]);
        }
        catch (Exception exception) when (InputFault.IsUsers(exception))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The script block of the attachment failed: {exception.Message}", "Give a script block that returns paths of files, such as { $_.FullName }.", exception);
        }
    }

    private static object? Plain(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private IEnumerable<string> Paths(object? value)
    {
        if (Plain(value) is FileInfo file)
        {
            return [file.FullName];
        }

        var text = PipelineText.Of(value);
        if (text.Length == 0)
        {
            throw Fault(text, "is not a path");
        }

        if (AttachmentAddress.Is(text))
        {
            return [AttachmentAddress.Parse(text).OriginalString];
        }

        try
        {
            // An existing file is meant literally, even if its name contains brackets.
            var path = FileSystemPath.Of(_session.Path, text);
            if (!WildcardPattern.ContainsWildcardCharacters(text) || File.Exists(path))
            {
                return File.Exists(path) ? [path] : throw Fault(text, "is not a file");
            }

            var found = FileSystemPath.Matching(_session.Path, text).Where(File.Exists).ToList();
            return found.Count > 0 ? found : throw Fault(text, "matches no file");
        }
        catch (RuntimeException exception)
        {
            throw Fault(text, "cannot be found: " + exception.Message);
        }
    }

    private static HolySheepException Fault(string path, string what) =>
        new(ErrorCode.ArgumentInvalid, $"The attachment '{path}' {what}.", "Give paths of files, wildcards, or a script block such as { $_.FullName }.");
}
