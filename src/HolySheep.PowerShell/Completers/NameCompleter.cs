using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using HolySheep.Configuration.Names;

namespace HolySheep.PowerShell.Completers;

/// <summary>Completes names from local data: Tab calls no provider, and a configuration that cannot be read counts as missing.</summary>
public abstract class NameCompleter : IArgumentCompleter
{
    private protected NameCompleter()
    {
    }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = TypedWord.Of(wordToComplete);
        var names = Names(KnownNames.Read(ConfigPath(fakeBoundParameters)), word.Text).ToList();
        var begins = names.Where(name => name.Name.StartsWith(word.Text, StringComparison.OrdinalIgnoreCase)).ToList();
        return (begins.Count > 0 ? begins : names.Where(name => name.Name.IndexOf(word.Text, StringComparison.OrdinalIgnoreCase) >= 0))
            .Select(name => new CompletionResult(word.Spell(name.Name), name.Name, CompletionResultType.ParameterValue, name.Note));
    }

    /// <summary>The names that may be meant.</summary>
    /// <param name="known">The local names.</param>
    /// <param name="word">The text so far, without its quote.</param>
    private protected abstract IEnumerable<KnownName> Names(KnownNames known, string word);

    private static string? ConfigPath(IDictionary bound)
    {
        if (bound["ConfigPath"]?.ToString() is not { Length: > 0 } path)
        {
            return null;
        }

        try
        {
            // Relative to the session's folder, which is not the process's.
            return (string)ScriptBlock.Create("$ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($args[0])").Invoke(path)[0].BaseObject;
        }
        catch (RuntimeException)
        {
            return path;
        }
    }
}
