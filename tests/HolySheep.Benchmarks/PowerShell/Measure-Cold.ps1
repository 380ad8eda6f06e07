# A whole script in a new process, from its start to its end: the import and one call with state and ledger on disk, in turns with one Invoke-RestMethod of the same bytes.
# pwsh compiles at its start what the process before it compiled (StartupProfileData). So each is measured after a process of its own, as a scheduled script runs: after one of the other,
# a call of ours compiles 1,400 methods that Invoke-RestMethod needed.
param([string] $BaseUrl, [string] $Manifest, [int] $Rounds = 11)

. "$PSScriptRoot/../../Pester/ShellCommand.ps1"

$body = '{"model":"gpt-4.1","messages":[{"role":"user","content":"Why is the sky blue?"}]}'
$end = '; $process = [System.Diagnostics.Process]::GetCurrentProcess(); $process.TotalProcessorTime.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture); ([datetime]::Now - $process.StartTime).TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)'
$scripts = [ordered] @{
    theirs = "`$null = (Invoke-RestMethod -Uri '$BaseUrl/chat/completions' -Method Post -Body '$body' -ContentType 'application/json').choices[0].message.content$end"
    ours   = "Import-Module '$Manifest'; `$null = (Invoke-HolySheepChat 'Why is the sky blue?').Content$end"
}

$processor = @{ theirs = @(); ours = @() }
$wall = @{ theirs = @(); ours = @() }
foreach ($round in 0..$Rounds) {
    foreach ($name in $scripts.Keys) {
        $null = Invoke-Shell '-NoProfile', '-NonInteractive', '-Command', $scripts[$name]
        $taken = Invoke-Shell '-NoProfile', '-NonInteractive', '-Command', $scripts[$name]
        if ($round -gt 0) {
            $processor[$name] += [double] $taken[0]
            $wall[$name] += [double] $taken[1]
        }
    }
}

foreach ($figure in @{ Name = 'processor time'; Samples = $processor; Bar = 1.15 }, @{ Name = 'wall time'; Samples = $wall; Bar = $null }) {
    $medians = foreach ($name in 'ours', 'theirs') { ($figure.Samples[$name] | Sort-Object)[[int][System.Math]::Floor($Rounds / 2)] }
    [pscustomobject] @{
        Figure = "a script of an import and one call in a new process, ms of $($figure.Name); the other is Invoke-RestMethod; ratio"
        Ours   = $medians[0]
        Theirs = $medians[1]
        Value  = $medians[0] / $medians[1]
        Bar    = $figure.Bar
    }
}
