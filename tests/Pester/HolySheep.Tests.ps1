BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    # A session of its own, since what is loaded into one cannot be taken out again.
    function Invoke-Fresh([string] $Script) {
        $null | & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $Script 2>&1
    }
}

Describe 'HolySheep' {
    It 'exports what its manifest lists, also after two forced imports' {
        $listed = (Import-PowerShellDataFile $ModulePath).CmdletsToExport | Sort-Object
        foreach ($time in 1..2) {
            Import-Module $ModulePath -Force
            (Get-Module HolySheep).ExportedCmdlets.Keys | Sort-Object | Should -Be $listed
            'a' | Invoke-HolySheepChat -Sandbox | Should -Not -BeNullOrEmpty
        }
    }

    It 'names its cmdlets as its own' {
        (Get-Command -Module HolySheep).Count | Should -Be (Get-Module HolySheep).ExportedCmdlets.Count
    }

    It 'has a valid manifest' {
        (Test-ModuleManifest $ModulePath).Name | Should -Be 'HolySheep'
    }

    It 'is not disturbed by a module that brought another System.Text.Json first, and does not disturb it' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        $other = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'bin', 'net472', 'System.Text.Json.dll'))
        Invoke-Fresh @"
            `$ErrorActionPreference = 'Stop'
            `$other = [System.Reflection.Assembly]::LoadFile('$other')
            `$before = [System.Text.Json.JsonSerializer].Assembly.Location
            Import-Module '$ModulePath'
            Invoke-HolySheepChat 'a' -Sandbox | ForEach-Object Provider
            [System.Text.Json.JsonSerializer].Assembly.Location -eq `$before
            `$other.GetType('System.Text.Json.JsonSerializer').Assembly.GetName().Version.ToString()
            ('{"a":1}' | ConvertFrom-Json).a
"@ | Should -Be @('sandbox', 'True', '8.0.0.6', '1')
    }

    It 'asks nothing where nobody can answer' {
        $output = Invoke-Fresh "Import-Module '$ModulePath'; Invoke-HolySheepChat; Set-HolySheepFallbackChain; Remove-HolySheepFallbackChain; Set-HolySheepProvider; Remove-HolySheepProvider; Set-HolySheepModel; Invoke-HolySheepChat 'a'; 'end'"
        $output[-1] | Should -Be 'end'
        -join $output | Should -Match 'There is nothing to ask.*A chain needs a model.*no model whose chain.*A provider needs a name.*no provider that could be removed.*no model to set.*No usable key'
    }
}
