using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using HolySheep.Architecture.Tests.Reading;

namespace HolySheep.Architecture.Tests.Rules;

/// <summary>How files are cut and named; every rule gives its violations, one line each.</summary>
internal static partial class SourceRules
{
    private const int LongestFile = 300;
    private const int LongestType = 300;
    private const int MostFiles = 25;

    /// <summary>The namespace is the folder; a file without types needs none.</summary>
    public static IReadOnlyList<string> NamespaceIsFolder(SourceFile file)
    {
        string folder = Path.GetDirectoryName(file.Path)!.Replace('\\', '/').Replace('/', '.');
        string expected = folder.Length == 0 ? file.RootNamespace : $"{file.RootNamespace}.{folder}";
        string[] found = [.. Namespace().Matches(file.Text).Select(match => match.Groups["name"].Value)];
        return found.Length == 0 && TypeNames(file).Count == 0 || found is [string only] && only == expected
            ? []
            : [$"{file.Path} has the namespace '{string.Join("', '", found)}', its folder says '{expected}'"];
    }

    /// <summary>A file holds one type and has its name, up to an aspect: <c>Type.cs</c> or <c>Type.Aspect.cs</c>.</summary>
    public static IReadOnlyList<string> OneTypePerFile(SourceFile file)
    {
        IReadOnlyList<string> types = TypeNames(file);
        string name = Path.GetFileName(file.Path).Split('.')[0];
        return types.Count == 0 || types is [string only] && only == name ? [] : [$"{file.Path} declares {string.Join(", ", types)}"];
    }

    public static IReadOnlyList<string> IsShort(SourceFile file)
    {
        int lines = Lines(file);
        return lines <= LongestFile ? [] : [$"{file.Path} has {lines} lines, more than {LongestFile}"];
    }

    /// <summary>A type is short over all its partial files.</summary>
    public static IReadOnlyList<string> TypesAreShort(IReadOnlyList<SourceFile> files) =>
    [
        .. files.GroupBy(TypeOf, file => file)
            .Select(type => (Type: type.Key, Lines: type.Sum(Lines), Files: type.Count()))
            .Where(type => type.Lines > LongestType)
            .Select(type => $"{type.Type} has {type.Lines} lines in {type.Files} files, more than {LongestType}"),
    ];

    /// <summary>A folder holds few files, for a folder is one idea.</summary>
    /// <param name="files">The sources of a project.</param>
    /// <param name="allowed">Folders that hold more, with the reason.</param>
    public static IReadOnlyList<string> FoldersAreSmall(IReadOnlyList<SourceFile> files, IReadOnlyDictionary<string, string> allowed)
    {
        var large = files.GroupBy(FolderOf).Where(folder => folder.Count() > MostFiles).ToDictionary(folder => folder.Key, folder => folder.Count());
        return
        [
            .. large.Where(folder => !allowed.ContainsKey(folder.Key)).Select(folder => $"{folder.Key} holds {folder.Value} files, more than {MostFiles}"),
            .. allowed.Keys.Where(folder => !large.ContainsKey(folder)).Select(folder => $"{folder} is excused and needs no excuse: it does not hold more than {MostFiles} files"),
        ];
    }

    /// <summary>The name of a file or folder says its role.</summary>
    public static IReadOnlyList<string> NameSaysItsRole(SourceFile file) => Vague().IsMatch(file.Path) ? [$"{file.Path} has a name that says nothing"] : [];

    /// <summary>A test makes temporary folders by <c>TempFolder</c> alone, which looks for the marked key in them before they are removed.</summary>
    public static IReadOnlyList<string> MakesTemporaryFoldersByTheKit(SourceFile file) =>
        [.. OwnTemporaryFolder().Matches(file.Text).Select(match => match.Value).Distinct().Select(way => $"{file.Path} makes a temporary folder by {way}, not by TempFolder")];

    /// <summary>SQL and the types of the SQLite library are only in folders called <c>Sqlite</c>: any other type works with every engine.</summary>
    public static IReadOnlyList<string> SpeaksNoSql(SourceFile file) => file.Path.Split('/')[..^1].Contains("Sqlite") || Sql().Match(file.Text) is not { Success: true } match
        ? []
        : [$"{file.Path} says '{match.Value.Trim()}', which belongs in a folder called Sqlite"];

    private static int Lines(SourceFile file) => file.Text.TrimEnd('\n').Split('\n').Length;

    private static string FolderOf(SourceFile file) => Path.GetDirectoryName(file.Path)!.Replace('\\', '/');

    private static string TypeOf(SourceFile file) => $"{FolderOf(file)}/{Path.GetFileName(file.Path).Split('.')[0]}".TrimStart('/');

    // top-level types stand in the first column, for the build enforces file-scoped namespaces and the layout
    private static IReadOnlyList<string> TypeNames(SourceFile file) => [.. TypeDeclaration().Matches(file.Text).Select(match => match.Groups["name"].Value)];

    [GeneratedRegex(@"^\s*namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|unsafe|ref|new)\s+)*(?:(?:class|struct|interface|enum|record\s+struct|record\s+class|record)\s+(?<name>\w+)|delegate\s+[^;]*?(?<name>\w+)\s*(?:<[^>(]*>)?\()", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"CreateTempSubdirectory|GetTempPath|GetTempFileName|GetRandomFileName|New-TemporaryFile|/dev/shm|""/tmp\b|\$env:(TMPDIR|TE?MP)\b|""(TMPDIR|TE?MP)""", RegexOptions.IgnoreCase)]
    private static partial Regex OwnTemporaryFolder();

    [GeneratedRegex(@"\bMicrosoft\.Data\.Sqlite\b|\bSQLitePCL\b|\bState\.Sqlite\.Engine\b|\bSELECT\b[^;""]*\bFROM\b|\bINSERT\s+(?:OR\s+\w+\s+)?INTO\b|\bUPDATE\s+\S+\s+SET\b|\bDELETE\s+FROM\b|\b(?:CREATE|ALTER|DROP)\s+(?:TABLE|INDEX|TRIGGER)\b|\bPRAGMA\b")]
    private static partial Regex Sql();

    [GeneratedRegex(@"Manager|Helper|Utils?(?![a-z])|Utilit(y|ies)|Common")]
    private static partial Regex Vague();
}
